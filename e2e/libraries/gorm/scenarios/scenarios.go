// Package scenarios serves requests with gorm, and sends itself one for each scenario.
package scenarios

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"

	"gorm.io/driver/mysql"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// User is a row of users.
type User struct {
	ID     uint
	Name   string `gorm:"size:50;uniqueIndex"`
	Age    int
	Orders []Order
}

// Order is a row of orders.
type Order struct {
	ID     uint
	UserID uint
	Item   string
}

var scenarios = []struct {
	name string
	run  func(*gorm.DB) error
}{
	{"create", create},
	{"find", find},
	{"preload", preload},
	{"update", update},
	{"transaction", transaction},
	{"rollback", rollback},
	{"missing", missing},
	{"duplicate", duplicate},
	{"rows", rows},
	{"raw", raw},
	{"delete", remove},
}

// Run runs all scenarios.
func Run(instrument func(*gorm.DB) error) {
	config := &gorm.Config{Logger: logger.Discard, PrepareStmt: os.Getenv("PREPARE") != ""}
	db, err := gorm.Open(mysql.Open(os.Getenv("MYSQL_DSN")+"?parseTime=true"), config)
	if err != nil {
		log.Fatal(err)
	}
	if err := instrument(db); err != nil {
		log.Fatal(err)
	}
	if err := errors.Join(db.Migrator().DropTable(&Order{}, &User{}), db.AutoMigrate(&User{}, &Order{})); err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	for _, s := range scenarios {
		mux.HandleFunc("GET /"+s.name, func(w http.ResponseWriter, req *http.Request) { answer(w, s.run(db.WithContext(req.Context()))) })
	}
	// Many programs leave the context out.
	mux.HandleFunc("GET /forgotten", func(w http.ResponseWriter, _ *http.Request) { answer(w, find(db)) })
	mux.HandleFunc("GET /cancelled", func(w http.ResponseWriter, req *http.Request) {
		ctx, cancel := context.WithCancel(req.Context())
		cancel()
		answer(w, want(find(db.WithContext(ctx)), context.Canceled))
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	for _, s := range scenarios {
		get(server.URL, s.name)
	}
	get(server.URL, "forgotten")
	get(server.URL, "cancelled")
}

func answer(w http.ResponseWriter, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusTeapot)
	}
}

func get(url, name string) {
	resp, err := http.Get(url + "/" + name)
	if err != nil {
		log.Fatal(name, ": ", err)
	}
	defer resp.Body.Close()
	if body, _ := io.ReadAll(resp.Body); resp.StatusCode != http.StatusOK {
		log.Fatalf("%s: %s: %s", name, resp.Status, body)
	}
}

func want(err, wanted error) error {
	if !errors.Is(err, wanted) {
		return fmt.Errorf("got %v, want %v", err, wanted)
	}
	return nil
}

func create(db *gorm.DB) error {
	return db.Create(&User{Name: "alice", Age: 30, Orders: []Order{{Item: "tea"}, {Item: "cake"}}}).Error
}

func find(db *gorm.DB) error {
	var users []User
	return db.Where("age > ?", 20).Order("name").Find(&users).Error
}

func preload(db *gorm.DB) error {
	var user User
	if err := db.Preload("Orders").First(&user, "name = ?", "alice").Error; err != nil {
		return err
	}
	if len(user.Orders) != 2 {
		return fmt.Errorf("orders %v", user.Orders)
	}
	return nil
}

func update(db *gorm.DB) error {
	return db.Model(&User{}).Where("name = ?", "alice").Update("age", 31).Error
}

func transaction(db *gorm.DB) error {
	return db.Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(&User{Name: "bob", Age: 41}).Error; err != nil {
			return err
		}
		return tx.Model(&User{}).Where("name = ?", "bob").Update("age", 42).Error
	})
}

func rollback(db *gorm.DB) error {
	wanted := errors.New("not today")
	return want(db.Transaction(func(tx *gorm.DB) error {
		if err := tx.Delete(&Order{}, "item = ?", "tea").Error; err != nil {
			return err
		}
		return wanted
	}), wanted)
}

func missing(db *gorm.DB) error {
	return want(db.First(&User{}, "name = ?", "nobody").Error, gorm.ErrRecordNotFound)
}

func duplicate(db *gorm.DB) error {
	if err := db.Create(&User{Name: "alice"}).Error; err == nil {
		return errors.New("a duplicate is no error")
	}
	return nil
}

func rows(db *gorm.DB) error {
	rows, err := db.Model(&User{}).Select("name").Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}

func raw(db *gorm.DB) error {
	var n int
	return db.Raw("SELECT COUNT(*) FROM orders JOIN users ON users.id = orders.user_id WHERE users.name = 'alice'").Scan(&n).Error
}

func remove(db *gorm.DB) error {
	return db.Where("user_id > ?", 0).Delete(&Order{}).Error
}
